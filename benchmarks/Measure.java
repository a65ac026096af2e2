package benchmarks;

/**
 * One phase against one server.
 *
 * @param cpuMillis the server's CPU time for each message, until it was idle again
 * @param cores how many cores the server kept busy meanwhile
 * @param distinct messages that the carrier saw, each once
 * @param calls what it saw in all: more than {@code distinct} when some came twice
 * @param idle whether the server had nothing left to do when the next phase began
 */
record Measure(Phase phase, double cpuMillis, double cores, long distinct, long calls, boolean idle) {
    /** Messages that were said to be sent by the stub, which did not see them. */
    long lost() {
        return Math.max(0, phase.sent() - phase.elsewhere() - distinct);
    }
}
