package com.dartwing.tel.compliance;

import java.util.List;

/** What is on record about recipients. Read from the database each time, so that a STOP works at once on every node. */
public interface Standings {

    /** The recipients' standings, one for each contact, in order; one read for all of them. */
    List<Standing> of(List<? extends Contact> contacts);
}
