package com.dartwing.tel.compliance;

import java.util.Optional;

/** The campaigns that are registered. */
public interface Campaigns {

    /** A campaign that an organisation may use; empty when there is none of this id, or it is another's. */
    Optional<Campaign> find(String id, String organization);
}
