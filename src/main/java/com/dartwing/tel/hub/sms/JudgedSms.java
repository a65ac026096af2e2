package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.sms.OutboundSms;

/** A valid message with the verdict of compliance on it. */
public record JudgedSms(OutboundSms sms, String bodyHash, Verdict verdict) {}
