/** What is to happen in a call, one thing after the other, without anybody who asks for each. */
package com.dartwing.tel.voice.script;
