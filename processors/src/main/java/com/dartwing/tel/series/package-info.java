/** Names of records: {@code SMS-2026-000001} and so on. */
package com.dartwing.tel.series;
