package com.dartwing.tel.sms;

/** Why a message is sent; quiet hours and consent hang on it. */
public enum Purpose {
    TRANSACTIONAL,
    MARKETING
}
