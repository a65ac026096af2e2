package benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@link Load} counted in one phase. Times in milliseconds, failures among them.
 *
 * @param seconds how long it took, the waiting for the last answers included
 * @param elsewhere of the sent, those that another carrier took, because the stub's would have been asked too often at once
 * @param neverIssued requests that were due but found no free connection until the end
 * @param perSecond answers {@code sent} that came within the phase's time
 */
record Phase(
        double seconds,
        long issued,
        long sent,
        long elsewhere,
        long queued,
        long failed,
        long neverIssued,
        double perSecond,
        double p50,
        double p99,
        double max,
        String failures) {

    static Phase parse(String line) {
        Map<String, String> values = Arrays.stream(line.split(" "))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Phase(
                Double.parseDouble(values.get("seconds")),
                Long.parseLong(values.get("issued")),
                Long.parseLong(values.get("sent")),
                Long.parseLong(values.get("elsewhere")),
                Long.parseLong(values.get("queued")),
                Long.parseLong(values.get("failed")),
                Long.parseLong(values.get("never_issued")),
                Double.parseDouble(values.get("per_second")),
                Double.parseDouble(values.get("p50")),
                Double.parseDouble(values.get("p99")),
                Double.parseDouble(values.get("max")),
                values.get("failures"));
    }

    String trouble() {
        return (elsewhere > 0 ? ", by other carriers " + elsewhere : "")
                + (queued > 0 ? ", queued " + queued : "")
                + (failed > 0 ? ", failed " + failures : "")
                + (neverIssued > 0 ? ", never issued " + neverIssued : "");
    }
}
