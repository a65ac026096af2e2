/** Whole-system tests: the packaged hub and its databases as real processes, started, killed and asked from outside. */
package com.dartwing.tel.system;
