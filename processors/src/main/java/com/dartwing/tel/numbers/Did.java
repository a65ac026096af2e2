package com.dartwing.tel.numbers;

/**
 * A number that is ours to send from and to receive at (seed, section 3.2.1).
 *
 * @param phoneNumber E.164
 * @param country ISO 3166-1 alpha-2
 * @param carrier the carrier that holds it, lower case, or null when any may send for it
 * @param apiKey name of the key it is assigned to, or null
 * @param inboundSmsRoute what happens to an incoming message
 * @param inboundVoiceRoute what happens to an incoming call
 * @param ivrFlow name of the flow that an incoming call runs through, or null
 * @param voicemailGreeting what a caller hears before the tone, or null
 */
public record Did(
        String phoneNumber,
        String country,
        String status,
        boolean smsEnabled,
        boolean mmsEnabled,
        boolean voiceEnabled,
        boolean faxEnabled,
        String carrier,
        String apiKey,
        String organization,
        String module,
        SmsRoute inboundSmsRoute,
        String webhookUrl,
        String forwardTo,
        String autoReplyText,
        VoiceRoute inboundVoiceRoute,
        String ivrFlow,
        String voicemailGreeting) {

    /** Where an incoming message goes. */
    public enum SmsRoute {
        WEBHOOK,
        AUTO_REPLY,
        FORWARD
    }

    /** Where an incoming call goes. */
    public enum VoiceRoute {
        WEBHOOK,
        SIP_ENDPOINT,
        IVR_FLOW,
        VOICEMAIL,
        FORWARD
    }

    /** @param operation {@code sms}, {@code mms}, {@code voice} or {@code fax} */
    public boolean canSend(String operation) {
        boolean able =
                switch (operation) {
                    case "mms" -> mmsEnabled;
                    case "voice" -> voiceEnabled;
                    case "fax" -> faxEnabled;
                    default -> smsEnabled;
                };
        return able && "Active".equals(status);
    }
}
