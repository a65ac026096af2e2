/**
 * What all storage has in common: commits of many together, events in the transaction of their change, claims by nodes, tables
 * held in memory, the audit log.
 */
package com.dartwing.tel.hub.db;
