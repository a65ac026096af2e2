/** What the law, the networks and the organisations themselves say of a message: one class for each rule. */
package com.dartwing.tel.compliance;
