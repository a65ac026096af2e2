/** What a caller is refused with: one type for each {@code TEL-} code. */
package com.dartwing.tel.error;
