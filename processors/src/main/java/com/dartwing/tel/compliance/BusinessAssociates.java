package com.dartwing.tel.compliance;

import java.time.LocalDate;

/** The organisations with a business associate agreement (45 CFR 164.504(e)): whose health data the hub may carry. */
@FunctionalInterface
public interface BusinessAssociates {

    /** Whether an organisation has an agreement that is active, and does not end on this day or before. */
    boolean covers(String organization, LocalDate day);
}
