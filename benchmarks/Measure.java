package benchmarks;

/**
 * One phase against one server.
 *
 * @param cpuMillis the server's CPU time for each message, until it was idle again
 * @param cores how many cores the server kept busy meanwhile
 * @param othersCores how many cores were busy with what is none of ours: a guest that falsifies the figures
 * @param distinct messages that the carrier saw, each once
 * @param calls what it saw in all: more than {@code distinct} when some came twice
 * @param idle whether the server had nothing left to do when the next phase began
 */
record Measure(
        Phase phase, double cpuMillis, double cores, double othersCores, long distinct, long calls, boolean idle) {
    /** Messages that were said to be sent, but which no carrier saw. */
    long lost() {
        return Math.max(0, phase.sent() - distinct);
    }
}
