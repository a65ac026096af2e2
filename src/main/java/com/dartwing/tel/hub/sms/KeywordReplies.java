package com.dartwing.tel.hub.sms;

import com.dartwing.tel.sms.Keyword;

/** What the hub itself says to a keyword. */
final class KeywordReplies {

    private KeywordReplies() {}

    static String to(Keyword keyword) {
        return switch (keyword) {
            case STOP ->
                "You have been unsubscribed and will not receive further messages. Reply START to resubscribe.";
            case START -> "You have been resubscribed. Reply STOP to unsubscribe, HELP for help.";
            case HELP -> "Reply STOP to unsubscribe, START to resubscribe. Message and data rates may apply.";
        };
    }
}
