package benchmarks.rates;

import com.dartwing.tel.routing.Rate;
import com.dartwing.tel.routing.RateCsv;
import com.dartwing.tel.routing.Rates;
import com.dartwing.tel.routing.RouteQuestion;
import com.dartwing.tel.routing.RouteRule;
import com.dartwing.tel.routing.RouteRule.Conditions;
import com.dartwing.tel.routing.RouteRules;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The tables that every message's ranking searches, at the size of a large carrier's price list. */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g"})
public class RatesBenchmark {

    private static final int PREFIXES = 1_000_000;
    private static final int RULES = 100_000;
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(1);

    private final List<Rate> list = new ArrayList<>(PREFIXES);
    private final String[] numbers = new String[4_096];
    private String csv;
    private Rates rates;
    private RouteRules rules;
    private RouteQuestion question;
    private int next;

    @Setup
    public void fill() {
        Random random = new Random(1);
        Set<Integer> known = new HashSet<>();
        StringBuilder text = new StringBuilder("carrier,operation,prefix,price,effective_from\n");
        while (list.size() < PREFIXES) {
            int prefix = 1 + random.nextInt(99_999_999);
            if (known.add(prefix)) {
                String price = "0.00" + random.nextInt(1_000);
                list.add(new Rate("acme", "sms", String.valueOf(prefix), new BigDecimal(price), "USD", BEFORE));
                text.append("acme,sms,")
                        .append(prefix)
                        .append(',')
                        .append(price)
                        .append(',')
                        .append(BEFORE)
                        .append('\n');
            }
        }
        csv = text.toString();
        rates = Rates.of(list);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = "+" + random.nextLong(10_000_000_000L, 99_999_999_999L);
        }
        List<RouteRule> many = new ArrayList<>(RULES);
        for (int i = 0; i < RULES; i++) {
            Conditions prefix = new Conditions(null, String.valueOf(1_415_000 + i), null, null, null, null);
            many.add(new RouteRule("rule-" + i, prefix, RouteRule.Action.FORBID, "acme", 100, 1));
        }
        rules = RouteRules.of(many);
        question = new RouteQuestion(
                "sms",
                new Parties("+18005559999", true, null, "+14155520001", "US"),
                new Owner("KEY", "Acme", "care", null),
                1,
                null);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public Optional<Rate> find() {
        return rates.find("acme", "sms", numbers[next++ & 4_095], NOW);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public Map<String, RouteRule> decide() {
        return rules.decide(question, NOW);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public Rates build() {
        return Rates.of(list);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public Rates csv() {
        Rates.Builder builder = new Rates.Builder();
        RateCsv.read(new StringReader(csv), Optional::of, NOW).lines().forEach(line -> builder.add(line.rate()));
        return builder.build();
    }
}
