package com.dartwing.tel.fax.document;

/** How fine a fax is: always 204 dots an inch across (1728 on a line, ITU-T T.4 section 2), and so many down. */
public enum Resolution {
    /** 196 dots an inch down. */
    FINE(196),
    /** 98 dots an inch down: half the time on the line. */
    STANDARD(98);

    /** Dots an inch across. */
    public static final int ACROSS = 204;

    /** Dots of one line. */
    public static final int WIDTH = 1728;

    private final int down;

    Resolution(int down) {
        this.down = down;
    }

    /** Dots an inch down. */
    public int down() {
        return down;
    }
}
