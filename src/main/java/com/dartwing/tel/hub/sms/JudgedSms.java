package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Judgement;

/** A valid message with what compliance says of it so far. */
public record JudgedSms(Judgement judgement, String bodyHash) {}
