/** Our numbers, the pools of them, and the numbers that are not to be contacted. */
package com.dartwing.tel.hub.numbers;
