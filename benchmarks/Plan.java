package benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param runs interleaved runs of which the median counts
 * @param starts how often each way of starting is timed
 * @param seconds length of one measured phase
 * @param rate requests a second that the open loop offers
 * @param profile whether the hub writes a flight recording, which costs it some speed
 * @param only who is measured; the hub alone to profile it, the bare route alone to try the bench itself
 */
record Plan(
        int runs,
        int starts,
        int warmUpSeconds,
        int seconds,
        int rate,
        List<Integer> connections,
        boolean profile,
        Only only) {

    /** Who is measured. */
    enum Only {
        BOTH,
        /** The hub twice: on H2 and the broker of its own, and on what {@code BENCH_HUB_ARGUMENTS} names. */
        TWO_HUBS,
        HUB,
        BARE
    }

    static final String USAGE = "./bench [quick] [runs=5] [starts=3] [warm-up=30] [seconds=8] [rate=1000]"
            + " [connections=64,512] [profile] [hub-only|bare-only|two-hubs]";

    /** @throws IllegalArgumentException with the usage, if a word is not understood */
    static Plan of(List<String> words) {
        boolean quick = words.contains("quick");
        require(
                words,
                "quick|profile|hub-only|bare-only|two-hubs|(runs|starts|warm-up|seconds|rate)=\\d+|connections=\\d+(,\\d+)*",
                USAGE);
        return new Plan(
                number(words, "runs", quick ? 1 : 5),
                number(words, "starts", quick ? 1 : 3),
                number(words, "warm-up", quick ? 15 : 30),
                number(words, "seconds", quick ? 5 : 8),
                number(words, "rate", 1000),
                Arrays.stream(value(words, "connections", "64,512").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                words.contains("profile"),
                only(words));
    }

    /** @throws IllegalArgumentException with the usage, if a word is not understood */
    static void require(List<String> words, String understood, String usage) {
        for (String word : words) {
            if (!word.matches(understood)) {
                throw new IllegalArgumentException(word + "?\n" + usage);
            }
        }
    }

    private static Only only(List<String> words) {
        return words.contains("two-hubs")
                ? Only.TWO_HUBS
                : words.contains("hub-only") ? Only.HUB : words.contains("bare-only") ? Only.BARE : Only.BOTH;
    }

    static int number(List<String> words, String name, int fallback) {
        return Integer.parseInt(value(words, name, String.valueOf(fallback)));
    }

    private static String value(List<String> words, String name, String fallback) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElse(fallback);
    }
}
