package com.dartwing.tel.voice;

/** What a carrier tells once something that was asked for in a call is done. */
public enum Awaited {
    ANSWERED,
    PLAYED,
    SPOKEN,
    GATHERED,
    RECORDED,
    /** Whoever the call was passed on to is gone, or never came. */
    LEFT,
    /** Whatever was under way in a call that somebody had answered: it is done, or something else took its place. */
    OVER,
    /** It has left the conference that it was in. */
    PARTED
}
