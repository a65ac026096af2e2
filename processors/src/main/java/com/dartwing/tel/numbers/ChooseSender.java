package com.dartwing.tel.numbers;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.NumberPool.Strategy;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Chooses the number that a message leaves from, when its caller leaves that to the hub. */
public final class ChooseSender {

    private static final int SECONDS_OF_AN_HOUR = 3_600;

    private final PhoneNumbers phoneNumbers = new PhoneNumbers();
    private final Dids dids;
    private final NumberPools pools;
    private final Clock clock;
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
    private volatile Hour uses = new Hour(0);

    /** How often each number was chosen in an hour, by this node. */
    private record Hour(long hour, Map<String, AtomicLong> counts) {

        Hour(long hour) {
            this(hour, new ConcurrentHashMap<>());
        }

        AtomicLong of(Did did) {
            return counts.computeIfAbsent(did.phoneNumber(), none -> new AtomicLong());
        }
    }

    public ChooseSender(Dids dids, NumberPools pools, Clock clock) {
        this.dids = dids;
        this.pools = pools;
        this.clock = clock;
    }

    /** A number that the caller may send from: one of its own, or one of its pool. */
    public Optional<Did> own(ApiKey caller, String number) {
        return Stream.concat(dids.of(caller).stream(), pooled(caller))
                .filter(did -> did.phoneNumber().equals(number))
                .findFirst();
    }

    /**
     * The number that a caller names as its sender.
     *
     * @param operation what it must be able to do, {@code sms}, {@code mms} or {@code voice}
     * @throws TelException.InvalidSender when it is not the caller's, or not able
     */
    public Did required(ApiKey caller, String fromNumber, String operation) {
        // Most write it as it is on record, and that costs no reading.
        Did did = own(caller, fromNumber).orElseGet(() -> read(caller, fromNumber));
        if (!did.canSend(operation)) {
            throw new TelException.InvalidSender(
                    did.phoneNumber() + " cannot send " + operation.toUpperCase(Locale.ROOT) + " now", "from_number");
        }
        return did;
    }

    private Did read(ApiKey caller, String fromNumber) {
        String from = phoneNumbers
                .parse(fromNumber, caller.defaultCountry(), "from_number")
                .e164();
        return own(caller, from)
                .orElseThrow(() -> new TelException.InvalidSender(
                        from + " is not a number that this key may send from", "from_number"));
    }

    /**
     * The number for a recipient.
     *
     * @throws TelException.InvalidSender when the caller has none that is able
     */
    public Did chosen(ApiKey caller, PhoneNumber to, String operation) {
        return choose(caller, to, operation).orElseThrow(() -> none(operation));
    }

    /** The refusal of a caller who has no number that is able. */
    public static TelException none(String operation) {
        return new TelException.InvalidSender(
                "this key has no number that can send " + operation.toUpperCase(Locale.ROOT), "from_number");
    }

    /** Whether the caller has any number that is able, whoever the recipient. */
    public boolean has(ApiKey caller, String operation) {
        return Stream.concat(dids.of(caller).stream(), pooled(caller)).anyMatch(did -> did.canSend(operation));
    }

    /**
     * The number for a recipient, or nothing when the caller has none that is able.
     *
     * @param operation what the number must be able to do, {@code sms}, {@code mms} or {@code voice}
     */
    public Optional<Did> choose(ApiKey caller, PhoneNumber to, String operation) {
        List<Did> numbers = candidates(caller, to, operation);
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (strategy(caller)) {
                    case STICKY -> sticky(numbers, to);
                    case SAME_AREA -> sticky(orAll(numbers, did -> sameArea(did, to)), to);
                    case ROUND_ROBIN -> numbers.get(turn(caller) % numbers.size());
                    case LEAST_USED -> leastUsed(numbers, to);
                });
    }

    /** Why a number is the one that was chosen for a recipient, in words. */
    public String explain(ApiKey caller, PhoneNumber to, String operation, String chosen) {
        int count = candidates(caller, to, operation).size();
        boolean near = dids.find(chosen).filter(did -> sameArea(did, to)).isPresent();
        String why =
                switch (strategy(caller)) {
                    case STICKY -> "this recipient always sees it";
                    case SAME_AREA ->
                        near
                                ? "it has the recipient's area code"
                                : "none has the recipient's area code, and this recipient always sees it";
                    case ROUND_ROBIN -> "they take turns";
                    case LEAST_USED -> "it was chosen least in this hour";
                };
        String whence = pools.of(caller).map(pool -> "pool " + pool.name()).orElse("the key's numbers");
        return chosen + " of " + whence + ", one of " + count + " that can send: " + why;
    }

    private Strategy strategy(ApiKey caller) {
        return pools.of(caller).map(NumberPool::strategy).orElse(Strategy.STICKY);
    }

    private List<Did> candidates(ApiKey caller, PhoneNumber to, String operation) {
        Stream<Did> all = pools.of(caller).isPresent() ? pooled(caller) : dids.of(caller).stream();
        return orAll(all.filter(did -> did.canSend(operation)).toList(), did -> to.country()
                .equals(did.country()));
    }

    /** The numbers of the caller's pool that are its own or its organisation's. */
    private Stream<Did> pooled(ApiKey caller) {
        return pools.of(caller).stream()
                .flatMap(pool -> pool.numbers().stream())
                .flatMap(number -> dids.find(number).stream())
                .filter(did -> caller.name().equals(did.apiKey())
                        || did.apiKey() == null
                                && did.organization() != null
                                && did.organization().equals(caller.organization()));
    }

    private static List<Did> orAll(List<Did> numbers, Predicate<Did> wanted) {
        List<Did> found = numbers.stream().filter(wanted).toList();
        return found.isEmpty() ? numbers : found;
    }

    private static boolean sameArea(Did did, PhoneNumber to) {
        String area = PhoneNumbers.areaOf(to.e164());
        return area != null && did.phoneNumber().startsWith(area);
    }

    /**
     * The number that this recipient always sees, by rendezvous hashing: nothing need be remembered, every node chooses
     * the same, and when a number goes only its own recipients move.
     */
    private static Did sticky(List<Did> numbers, PhoneNumber to) {
        return numbers.stream()
                .max(Comparator.comparingLong(did -> affinity(did, to)))
                .orElseThrow();
    }

    private static long affinity(Did did, PhoneNumber to) {
        return mixed(mixed(digits(did.phoneNumber())) ^ digits(to.e164()));
    }

    private static long digits(String e164) {
        return Long.parseLong(e164, 1, e164.length(), 10);
    }

    /** SplitMix64's finalizer: each bit of the input changes half of the output's. */
    private static long mixed(long word) {
        long mixed = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private int turn(ApiKey caller) {
        String pool = pools.of(caller).map(NumberPool::name).orElseThrow();
        return turns.computeIfAbsent(pool, none -> new AtomicInteger()).getAndIncrement() & Integer.MAX_VALUE;
    }

    private Did leastUsed(List<Did> numbers, PhoneNumber to) {
        long hour = clock.instant().getEpochSecond() / SECONDS_OF_AN_HOUR;
        Hour now = uses;
        if (now.hour() != hour) {
            now = new Hour(hour);
            uses = now;
        }
        Hour counted = now;
        Did least = numbers.stream()
                .min(Comparator.<Did>comparingLong(did -> counted.of(did).get())
                        .thenComparingLong(did -> -affinity(did, to)))
                .orElseThrow();
        counted.of(least).incrementAndGet();
        return least;
    }
}
