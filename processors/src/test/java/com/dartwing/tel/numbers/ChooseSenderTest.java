package com.dartwing.tel.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.ManualClock;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.numbers.NumberPool.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChooseSenderTest {

    private static final ApiKey KEY = new ApiKey(
            "KEY-1",
            "",
            "",
            null,
            "m",
            "Acme",
            ApiKey.Status.ACTIVE,
            Set.of(),
            null,
            null,
            List.of(),
            null,
            null,
            null,
            null);

    private final ManualClock clock = new ManualClock("2026-11-25T12:00:00Z");

    private static Did did(String number, String country, String status) {
        return new Did(
                number, country, status, true, true, true, true, null, null, "Acme", null, null, null, null, null, null,
                null, null);
    }

    private static Did did(String number) {
        return did(number, "US", "Active");
    }

    private static PhoneNumber recipient(int n) {
        return new PhoneNumber(String.format("+1415552%04d", n), "US");
    }

    private ChooseSender chooser(Strategy strategy, Did... numbers) {
        Map<String, Did> all =
                List.of(numbers).stream().collect(Collectors.toMap(Did::phoneNumber, Function.identity()));
        Dids dids = new Dids() {
            @Override
            public Optional<Did> find(String e164) {
                return Optional.ofNullable(all.get(e164));
            }

            @Override
            public List<Did> of(ApiKey key) {
                return List.of(numbers);
            }
        };
        Optional<NumberPool> pool = strategy == null
                ? Optional.empty()
                : Optional.of(new NumberPool(
                        "p", strategy, all.keySet().stream().sorted().toList()));
        return new ChooseSender(dids, key -> pool, clock);
    }

    private static String chosen(ChooseSender chooser, PhoneNumber to) {
        return chooser.choose(KEY, to, "sms").map(Did::phoneNumber).orElse(null);
    }

    private static Map<String, Long> spread(ChooseSender chooser, int recipients) {
        return IntStream.range(0, recipients)
                .mapToObj(n -> chosen(chooser, recipient(n)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void aRecipientAlwaysSeesTheSameNumberAndTheNumbersShareTheRecipients() {
        ChooseSender one = chooser(Strategy.STICKY, did("+12125550001"), did("+12125550002"), did("+12125550003"));
        ChooseSender other = chooser(Strategy.STICKY, did("+12125550003"), did("+12125550001"), did("+12125550002"));

        for (int n = 0; n < 200; n++) {
            assertThat(chosen(one, recipient(n))).isEqualTo(chosen(other, recipient(n)));
        }
        assertThat(spread(one, 3_000).values()).hasSize(3).allMatch(count -> count > 850 && count < 1_150);
    }

    @Test
    void whenANumberGoesOnlyItsOwnRecipientsMove() {
        ChooseSender before = chooser(Strategy.STICKY, did("+12125550001"), did("+12125550002"), did("+12125550003"));
        ChooseSender after = chooser(
                Strategy.STICKY, did("+12125550001"), did("+12125550002", "US", "Suspended"), did("+12125550003"));

        for (int n = 0; n < 500; n++) {
            String was = chosen(before, recipient(n));
            if (was.equals("+12125550002")) {
                assertThat(chosen(after, recipient(n))).isNotEqualTo(was);
            } else {
                assertThat(chosen(after, recipient(n))).isEqualTo(was);
            }
        }
    }

    @Test
    void numbersOfTheRecipientsCountryGoFirstWhateverTheStrategy() {
        for (Strategy strategy : Strategy.values()) {
            ChooseSender chooser = chooser(strategy, did("+442071234567", "GB", "Active"), did("+12125550001"));

            assertThat(chosen(chooser, recipient(1))).isEqualTo("+12125550001");
            assertThat(chosen(chooser, new PhoneNumber("+447700900123", "GB"))).isEqualTo("+442071234567");
            assertThat(chosen(chooser, new PhoneNumber("+33612345678", "FR"))).isNotNull();
        }
    }

    @Test
    void aNumberOfTheRecipientsAreaIsTaken() {
        ChooseSender chooser = chooser(
                Strategy.SAME_AREA,
                did("+12125550001"),
                did("+14155550002"),
                did("+13105550003"),
                did("+18005559999"),
                did("+442079460000", "GB", "Active"),
                did("+441614960000", "GB", "Active"));

        assertThat(chosen(chooser, recipient(7))).isEqualTo("+14155550002");
        assertThat(chosen(chooser, new PhoneNumber("+13105551234", "US"))).isEqualTo("+13105550003");
        assertThat(chosen(chooser, new PhoneNumber("+441614961234", "GB"))).isEqualTo("+441614960000");
        assertThat(chosen(chooser, new PhoneNumber("+16175551234", "US"))).isNotNull();
        assertThat(chooser.explain(KEY, recipient(7), "sms", "+14155550002"))
                .isEqualTo("+14155550002 of pool p, one of 4 that can send: it has the recipient's area code");
    }

    @Test
    void inRoundRobinAllTakeTurns() {
        ChooseSender chooser = chooser(Strategy.ROUND_ROBIN, did("+12125550001"), did("+12125550002"));
        List<String> turns = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            turns.add(chosen(chooser, recipient(1)));
        }

        assertThat(turns).containsExactly("+12125550001", "+12125550002", "+12125550001", "+12125550002");
    }

    @Test
    void theLeastUsedIsTakenAndEachHourBeginsAnew() {
        ChooseSender chooser =
                chooser(Strategy.LEAST_USED, did("+12125550001"), did("+12125550002"), did("+12125550003"));

        assertThat(spread(chooser, 300).values()).containsOnly(100L);
        clock.advance(Duration.ofHours(1));
        assertThat(spread(chooser, 3).values()).containsOnly(1L);
    }

    @Test
    void withoutAPoolTheKeysNumbersServe() {
        ChooseSender chooser = chooser(null, did("+12125550001"), did("+12125550002", "US", "Pending"));

        assertThat(chosen(chooser, recipient(1))).isEqualTo("+12125550001");
        assertThat(chooser.own(KEY, "+12125550001")).isPresent();
        assertThat(chooser.own(KEY, "+12125550009")).isEmpty();
    }

    @Test
    void aPoolGivesNobodyTheNumbersOfOthers() {
        Did foreign = new Did(
                "+12125550001",
                "US",
                "Active",
                true,
                true,
                true,
                true,
                null,
                null,
                "Other",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        Did anotherKeys = new Did(
                "+12125550002",
                "US",
                "Active",
                true,
                true,
                true,
                true,
                null,
                "KEY-2",
                "Acme",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(chosen(chooser(Strategy.STICKY, foreign, anotherKeys), recipient(1)))
                .isNull();
    }
}
