/** Phone numbers: read as people write them, kept in E.164 with their country. */
package com.dartwing.tel.numbers;
