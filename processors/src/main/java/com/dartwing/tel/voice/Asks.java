package com.dartwing.tel.voice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a {@link VoiceVerb} asks a carrier for. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Asks {

    /** The route of the carrier's folder that does it. */
    String operation();

    /** What its caller is told when the carrier has taken it. */
    String answer();

    /** Whether somebody must have answered before. */
    boolean wantsTalk() default true;
}
