package com.dartwing.tel.routing;

/** What walks along its ranked carriers until one takes it. */
public interface Routed {

    String id();

    /** Walks already made, from 0. */
    int tries();

    /** Whether it may go to another carrier while nobody knows whether the last one took it. */
    boolean mayRepeat();

    /** Whether a carrier's words about it may repeat health data. */
    boolean holdsHealthData();
}
