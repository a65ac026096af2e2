package com.dartwing.tel.voice.script;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.voice.CallVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A step of a flow, field by field as its author writes it; the field {@code do} names its kind. */
public sealed interface FlowStep {

    /**
     * A way from a step to another.
     *
     * @param when in words, such as the key that is pressed; empty where it is the only one
     * @param byCaller whether the caller must do something for it: a silent one never goes there
     */
    record Way(String when, String to, boolean byCaller) {}

    /** Where it can go on. */
    List<Way> ways();

    /** What is done in the call. */
    CallVerb verb(String call);

    /** In a few words, for whoever looks at the flow. */
    String words();

    /** The step after it, or null when the call is over with it. */
    String next(String digits);

    /**
     * A question that is answered by one key.
     *
     * @param choices the step for each key
     * @param tries how often it is asked, 1 to 10; 3 by default
     * @param otherwise the step of who pressed no such key
     * @param timeoutSeconds 1 to 60, how long the key is waited for; 5 by default
     */
    record Menu(
            String text,
            String audioUrl,
            @Required Map<String, String> choices,
            @Required String otherwise,
            Integer tries,
            Integer timeoutSeconds)
            implements FlowStep {

        public Menu {
            tries = Objects.requireNonNullElse(Check.range(1, 10, tries, "tries"), 3);
            timeoutSeconds = Objects.requireNonNullElse(Check.range(1, 60, timeoutSeconds, "timeout_seconds"), 5);
            choices = Map.copyOf(choices);
            for (String key : choices.keySet()) {
                if (!key.matches("[0-9*]")) {
                    throw new TelException.InvalidRequest("choices are of the keys 0-9 and *", "choices");
                }
            }
            if ((text == null) == (audioUrl == null)) {
                throw new TelException.InvalidRequest("either text or audio_url says what to press", "text");
            }
            if (choices.isEmpty()) {
                throw new TelException.InvalidRequest("choices names no key", "choices");
            }
        }

        @Override
        public List<Way> ways() {
            List<Way> ways = new ArrayList<>();
            new TreeMap<>(choices).forEach((key, to) -> ways.add(new Way(key, to, true)));
            ways.add(new Way("no such key", otherwise, false));
            return ways;
        }

        @Override
        public CallVerb verb(String call) {
            return new CallVerb.GatherDtmf(call, 1, 1, timeoutSeconds, "#", text, audioUrl);
        }

        @Override
        public String words() {
            return text == null ? audioUrl : text;
        }

        @Override
        public String next(String digits) {
            return choices.getOrDefault(String.valueOf(digits), otherwise);
        }

        boolean knows(String digits) {
            return digits != null && choices.containsKey(digits);
        }
    }

    /** Keys that are told to the number's owner by {@code call.dtmf}. */
    record Gather(
            String text,
            String audioUrl,
            Integer minDigits,
            Integer maxDigits,
            Integer timeoutSeconds,
            String terminator,
            @Required String next)
            implements FlowStep {

        @Override
        public List<Way> ways() {
            return List.of(new Way("", next, false));
        }

        @Override
        public CallVerb verb(String call) {
            return new CallVerb.GatherDtmf(call, minDigits, maxDigits, timeoutSeconds, terminator, text, audioUrl);
        }

        @Override
        public String words() {
            return text == null ? String.valueOf(audioUrl) : text;
        }

        @Override
        public String next(String digits) {
            return next;
        }
    }

    /** A sound. */
    record Play(@Required String audioUrl, @Required String next) implements FlowStep {
        @Override
        public List<Way> ways() {
            return List.of(new Way("", next, false));
        }

        @Override
        public CallVerb verb(String call) {
            return new CallVerb.Play(call, audioUrl, null);
        }

        @Override
        public String words() {
            return audioUrl;
        }

        @Override
        public String next(String digits) {
            return next;
        }
    }

    /** A text. */
    record Speak(@Required String text, String voice, @Required String next) implements FlowStep {
        @Override
        public List<Way> ways() {
            return List.of(new Way("", next, false));
        }

        @Override
        public CallVerb verb(String call) {
            return new CallVerb.Speak(call, text, voice);
        }

        @Override
        public String words() {
            return text;
        }

        @Override
        public String next(String digits) {
            return next;
        }
    }

    /**
     * Somebody else.
     *
     * @param otherwise the step when nobody there answers; by default the call is over then
     */
    record Forward(@Required String to, String otherwise) implements FlowStep {
        @Override
        public List<Way> ways() {
            return otherwise == null ? List.of() : List.of(new Way("nobody answers", otherwise, false));
        }

        @Override
        public CallVerb verb(String call) {
            return new CallVerb.Transfer(call, to);
        }

        @Override
        public String words() {
            return to;
        }

        @Override
        public String next(String digits) {
            return otherwise;
        }
    }

    /** The end. */
    record Hangup() implements FlowStep {
        @Override
        public List<Way> ways() {
            return List.of();
        }

        @Override
        public CallVerb verb(String call) {
            return new CallVerb.Hangup(call, null);
        }

        @Override
        public String words() {
            return "";
        }

        @Override
        public String next(String digits) {
            return null;
        }
    }

    /** Whether a call can be over with it. */
    default boolean isEnd() {
        return this instanceof Hangup || this instanceof Forward;
    }

    /** The word of its kind. */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
