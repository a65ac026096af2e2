/** The arithmetic of text messages: alphabets, segments and keywords. */
package com.dartwing.tel.sms;
