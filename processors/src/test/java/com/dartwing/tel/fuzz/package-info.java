/**
 * What strangers may send, mutated by a fuzzer. As unit tests they pass the kept inputs in {@code resources}, one folder
 * for each; {@code ./fuzz} looks for new ones.
 */
package com.dartwing.tel.fuzz;
