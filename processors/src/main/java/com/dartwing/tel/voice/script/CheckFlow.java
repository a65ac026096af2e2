package com.dartwing.tel.voice.script;

import com.dartwing.tel.error.TelException.InvalidRequest;
import com.dartwing.tel.voice.script.FlowStep.Way;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether every caller is led somewhere: each step is there, is reached and has a way out, and nobody is led in a circle. */
final class CheckFlow {

    private final Flow flow;

    private CheckFlow(Flow flow) {
        this.flow = flow;
    }

    /** @throws InvalidRequest saying which step is wrong, and what to do about it */
    static void check(Flow flow) {
        CheckFlow check = new CheckFlow(flow);
        check.names();
        check.reached();
        check.waysOut();
        check.circles();
    }

    private void names() {
        if (!flow.steps().containsKey(flow.start())) {
            throw wrong("start names the step \"" + flow.start() + "\", which is not there");
        }
        flow.steps().forEach((name, step) -> step.ways().stream()
                .filter(way -> !flow.steps().containsKey(way.to()))
                .findFirst()
                .ifPresent(way -> {
                    throw wrong("Step \"" + name + "\" leads to \"" + way.to() + "\", which is not there");
                }));
    }

    private void reached() {
        Set<String> reached = from(flow.start(), true);
        flow.steps().keySet().stream()
                .filter(name -> !reached.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong("Step \"" + name + "\" is never reached: lead to it, or leave it out");
                });
    }

    private void waysOut() {
        flow.steps().keySet().forEach(name -> {
            boolean ends = from(name, true).stream()
                    .anyMatch(other -> flow.steps().get(other).isEnd());
            if (!ends) {
                throw wrong("From step \"" + name + "\" there is no way out: let one lead to a hangup or a forward");
            }
        });
    }

    /** Who says nothing must come to an end; who presses keys may go round. */
    private void circles() {
        for (String name : flow.steps().keySet()) {
            for (Way way : flow.steps().get(name).ways()) {
                if (!way.byCaller() && from(way.to(), false).contains(name)) {
                    throw wrong(
                            "Step \"" + name + "\" comes round to itself without a limit, when the caller does nothing:"
                                    + " let one step of the circle lead to a hangup or a forward");
                }
            }
        }
    }

    /** The steps that are reached from one, itself among them. */
    private Set<String> from(String name, boolean byCallerToo) {
        Set<String> reached = new LinkedHashSet<>(Set.of(name));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            List<Way> ways = flow.steps().get(open.pop()).ways();
            Set<String> next = new HashSet<>();
            ways.stream().filter(way -> byCallerToo || !way.byCaller()).forEach(way -> next.add(way.to()));
            next.stream().filter(reached::add).forEach(open::push);
        }
        return reached;
    }

    private static InvalidRequest wrong(String what) {
        return new InvalidRequest(what, "flow");
    }
}
