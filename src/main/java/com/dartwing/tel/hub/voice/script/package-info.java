/** Scripts of calls that are up: kept in the database, carried out by whichever node has a hand free. */
package com.dartwing.tel.hub.voice.script;
