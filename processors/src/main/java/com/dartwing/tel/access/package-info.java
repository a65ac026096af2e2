/** Keys, permissions and feature flags: who may do what. */
package com.dartwing.tel.access;
