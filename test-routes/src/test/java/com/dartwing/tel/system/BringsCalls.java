package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A simulated carrier that brings calls, whatever its API looks like. */
abstract class BringsCalls {

    private final Sandbox sandbox;
    private final String carrier;

    BringsCalls(Sandbox sandbox, String carrier) {
        this.sandbox = sandbox;
        this.carrier = carrier;
    }

    String carrier() {
        return carrier;
    }

    /** A call that somebody makes. */
    record Ringing(String id, String from, String to) {}

    Ringing call(String from, String to) {
        return new Ringing(UUID.randomUUID().toString(), from, to);
    }

    /** Tells the hub of it, perhaps once more. */
    Ringing rings(Ringing call) {
        order("\"call\":\"" + call.id() + "\"", call);
        return call;
    }

    /** Its caller hangs up, or gives up while it still rings. */
    void hangsUp(Ringing call, boolean answered) {
        order("\"hangup\":\"" + call.id() + "\",\"cause\":\"" + cause(answered) + "\"", call);
    }

    private void order(String what, Ringing call) {
        HubProcess.Answer answer = sandbox.hub.send(
                "POST",
                "/sandbox/" + carrier + "/_inbound",
                Map.of(),
                "{" + what + ",\"from\":\"" + call.from() + "\",\"to\":\"" + call.to() + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    abstract String cause(boolean answered);

    /** The carrier's own id. */
    abstract String carriersId(Ringing call);

    /** What the carrier was asked for in a call that it knows by an id, in order and in our words. */
    abstract List<String> asked(String carriersId);

    /** The texts that it was to speak. */
    abstract List<String> spoken(String carriersId);

    /** From whom and to whom it was to be passed on. */
    abstract Map<String, String> transfer(String carriersId);

    /** Whether a tone was to tell that a message is recorded. */
    abstract boolean beeps(String carriersId);

    /** By which of its operations it is asked for this one. */
    String asks(String operation) {
        return operation;
    }

    /** Whether it tells that whoever a call was passed on to is gone; else the call is over then. */
    boolean keepsAfterTransfer() {
        return true;
    }

    /** What it saw of such a call, the oldest first. */
    List<JsonNode> seen(String carriersId) {
        List<JsonNode> seen = new ArrayList<>();
        StreamSupport.stream(sandbox.seen(carrier).spliterator(), false)
                .filter(one -> List.of(
                                one.path("call").asText(), one.path("hangup").asText())
                        .contains(carriersId))
                .forEach(one -> seen.add(0, one));
        return seen;
    }

    /** Takes a command for each thing to be done. */
    static final class ByCommands extends BringsCalls {

        private static final Map<String, String> WORDS = Map.of(
                "record_start", "record",
                "playback_start", "play",
                "gather_using_speak", "gather",
                "gather_using_audio", "gather");

        ByCommands(Sandbox sandbox) {
            super(sandbox, "telnyx");
        }

        @Override
        String cause(boolean answered) {
            return answered ? "normal_clearing" : "originator_cancel";
        }

        @Override
        String carriersId(Ringing call) {
            return "v3::" + call.id();
        }

        @Override
        List<String> asked(String carriersId) {
            return seen(carriersId).stream()
                    .map(seen ->
                            seen.has("hangup") ? "hangup" : seen.path("command").asText())
                    .map(word -> WORDS.getOrDefault(word, word))
                    .toList();
        }

        @Override
        List<String> spoken(String carriersId) {
            return requests(carriersId, "speak")
                    .map(request -> request.path("payload").asText())
                    .toList();
        }

        @Override
        Map<String, String> transfer(String carriersId) {
            JsonNode request = requests(carriersId, "transfer").findFirst().orElseThrow();
            return Map.of(
                    "from",
                    request.path("from").asText(),
                    "to",
                    request.path("to").asText());
        }

        @Override
        boolean beeps(String carriersId) {
            return requests(carriersId, "record_start")
                    .anyMatch(request -> request.path("play_beep").asBoolean());
        }

        private java.util.stream.Stream<JsonNode> requests(String carriersId, String command) {
            return seen(carriersId).stream()
                    .filter(seen -> command.equals(seen.path("command").asText()))
                    .map(seen -> seen.path("request"));
        }
    }

    /** Plays documents that it is answered, or that take the place of those. */
    static final class ByDocuments extends BringsCalls {

        private static final Map<String, String> WORDS = Map.of(
                "SpeakSentence",
                "speak",
                "PlayAudio",
                "play",
                "Gather",
                "gather",
                "Record",
                "record",
                "StartRecording",
                "start recording",
                "StopRecording",
                "stop recording",
                "SendDtmf",
                "press",
                "Transfer",
                "transfer");

        ByDocuments(Sandbox sandbox) {
            super(sandbox, "bandwidth");
        }

        @Override
        String asks(String operation) {
            return "call.replace";
        }

        @Override
        String cause(boolean answered) {
            return answered ? "hangup" : "cancel";
        }

        @Override
        String carriersId(Ringing call) {
            return "c-in-" + call.from().substring(1) + "-" + call.to().substring(1) + "-" + call.id();
        }

        @Override
        List<String> asked(String carriersId) {
            List<String> asked = new ArrayList<>();
            for (JsonNode seen : seen(carriersId)) {
                if (seen.has("hangup")) {
                    asked.add(ending(asked));
                }
                for (JsonNode verb : seen.path("played").isMissingNode() ? List.<JsonNode>of() : seen.path("request")) {
                    String name = verb.path("name").asText();
                    boolean rings = name.equals("Ring")
                            && verb.at("/attributes/answerCall").asText().equals("false");
                    boolean tone =
                            name.equals("SendDtmf") && verb.path("attributes").has("toneDuration");
                    if (name.equals("Hangup")) {
                        asked.add(ending(asked));
                    } else if (name.equals("Ring") && !rings) {
                        asked.add("answer");
                    } else if (WORDS.containsKey(name) && !tone) {
                        asked.add(WORDS.get(name));
                    }
                }
            }
            return asked;
        }

        /** A call is refused by its end. */
        private static String ending(List<String> before) {
            return before.isEmpty() ? "reject" : "hangup";
        }

        @Override
        List<String> spoken(String carriersId) {
            return verbs(carriersId, "SpeakSentence")
                    .map(verb -> verb.path("text").asText())
                    .toList();
        }

        @Override
        Map<String, String> transfer(String carriersId) {
            JsonNode verb = verbs(carriersId, "Transfer").findFirst().orElseThrow();
            return Map.of(
                    "from",
                    verb.at("/attributes/transferCallerId").asText(),
                    "to",
                    verb.at("/inside/0/text").asText());
        }

        @Override
        boolean beeps(String carriersId) {
            return verbs(carriersId, "SendDtmf")
                    .anyMatch(verb -> verb.path("attributes").has("toneDuration"));
        }

        private java.util.stream.Stream<JsonNode> verbs(String carriersId, String name) {
            return seen(carriersId).stream()
                    .filter(seen -> seen.has("played"))
                    .flatMap(seen -> StreamSupport.stream(seen.path("request").spliterator(), false))
                    .filter(verb -> name.equals(verb.path("name").asText()));
        }
    }

    /** Asks what is next and is answered, or is told in between; whatever tells that it is done is a menu. */
    static final class ByAnswers extends BringsCalls {

        private static final Map<String, String> WORDS =
                Map.of("answer", "answer", "say", "speak", "playFiles", "play", "connectPstn", "transfer");

        ByAnswers(Sandbox sandbox) {
            super(sandbox, "sinch");
        }

        @Override
        String asks(String operation) {
            return "call.update";
        }

        @Override
        String cause(boolean answered) {
            return answered ? "CALLERHANGUP" : "CANCEL";
        }

        @Override
        String carriersId(Ringing call) {
            return "in-" + call.id();
        }

        @Override
        boolean keepsAfterTransfer() {
            return false;
        }

        @Override
        List<String> asked(String carriersId) {
            List<String> asked = new ArrayList<>();
            for (JsonNode told : told(carriersId)) {
                told.path("instructions")
                        .forEach(one -> asked.add(WORDS.get(one.path("name").asText())));
                JsonNode action = told.path("action");
                String name = action.path("name").asText();
                if (name.equals("hangup")) {
                    // A call is refused by its end.
                    asked.add(asked.isEmpty() && carriersId.startsWith("in-") ? "reject" : "hangup");
                } else if (name.equals("runMenu")) {
                    asked.addAll(menu(action));
                } else if (WORDS.containsKey(name)) {
                    asked.add(WORDS.get(name));
                }
            }
            return asked;
        }

        private static List<String> menu(JsonNode action) {
            String name = action.path("mainMenu").asText();
            if (name.startsWith("answered.")) {
                return List.of();
            }
            boolean text = action.at("/menus/0/mainPrompt").asText().startsWith("#tts[");
            return List.of(name.startsWith("gathered.") ? "gather" : text ? "speak" : "play");
        }

        private List<JsonNode> told(String carriersId) {
            return seen(carriersId).stream()
                    .filter(seen -> seen.has("played"))
                    .map(seen -> seen.path("request"))
                    .toList();
        }

        @Override
        List<String> spoken(String carriersId) {
            return told(carriersId).stream()
                    .map(told -> told.at("/action/menus/0/mainPrompt").asText())
                    .filter(prompt -> prompt.startsWith("#tts["))
                    .map(prompt -> prompt.substring("#tts[".length(), prompt.length() - 1))
                    .toList();
        }

        @Override
        Map<String, String> transfer(String carriersId) {
            JsonNode action = told(carriersId).stream()
                    .map(told -> told.path("action"))
                    .filter(one -> "connectPstn".equals(one.path("name").asText()))
                    .findFirst()
                    .orElseThrow();
            return Map.of(
                    "from",
                    action.path("cli").asText(),
                    "to",
                    action.path("number").asText());
        }

        @Override
        boolean beeps(String carriersId) {
            return false;
        }
    }
}
