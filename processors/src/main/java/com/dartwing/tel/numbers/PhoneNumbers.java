package com.dartwing.tel.numbers;

import com.dartwing.tel.error.TelException.InvalidNumber;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;

/**
 * Reads phone numbers. A number is taken when its length is possible for its country and the country is known; whether
 * somebody holds it is for the carrier to say. The country is that of the number's area, or the main one of the calling
 * code where the area tells nothing; in the North American plan, which has no main country, that is an error.
 */
public final class PhoneNumbers {

    private static final int LONGEST = 40;
    /** What a calling code of no country (satellite, shared cost) is filed under. */
    private static final String NO_COUNTRY = "001";

    /** Shared by two dozen countries, of which only the area code tells which. */
    private static final int NORTH_AMERICA = 1;

    private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();

    /**
     * The number that the text means. Spaces, dashes, dots and parentheses may part its digits; letters and extensions
     * are refused.
     *
     * @param defaultCountry ISO 3166-1 alpha-2 of numbers in national form, or null when only {@code +…} is understood
     * @param field the request's field, for the refusal
     * @throws InvalidNumber when it is no number, or one of no country that we know
     */
    public PhoneNumber parse(String text, String defaultCountry, String field) {
        if (text == null || text.isBlank() || text.length() > LONGEST || !plain(text.strip())) {
            throw refusal(field, "is not a phone number");
        }
        boolean international = text.strip().charAt(0) == '+';
        if (!international && defaultCountry == null) {
            throw refusal(field, "must be in E.164: + and the country code first");
        }
        Phonenumber.PhoneNumber number = read(text.strip(), international ? null : defaultCountry, field);
        if (util.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
            throw refusal(field, "has too few or too many digits for its country");
        }
        return new PhoneNumber(util.format(number, PhoneNumberFormat.E164), country(number, field));
    }

    private Phonenumber.PhoneNumber read(String text, String country, String field) {
        try {
            return util.parse(text, country);
        } catch (NumberParseException unreadable) {
            throw switch (unreadable.getErrorType()) {
                case INVALID_COUNTRY_CODE -> refusal(field, "has no country code that we know");
                case TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD, TOO_LONG -> refusal(field, "has too few or too many digits");
                default -> refusal(field, "is not a phone number");
            };
        }
    }

    private String country(Phonenumber.PhoneNumber number, String field) {
        String country = util.getRegionCodeForNumber(number);
        if (country == null && number.getCountryCode() != NORTH_AMERICA) {
            country = util.getRegionCodeForCountryCode(number.getCountryCode());
        }
        if (country == null || country.equals(NO_COUNTRY)) {
            throw refusal(field, "is of no country that we know");
        }
        return country;
    }

    /** Only ASCII digits and what parts them, and a plus nowhere but in front. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= '0' && c <= '9' || " -.()".indexOf(c) >= 0 || c == '+' && i == 0;
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static InvalidNumber refusal(String field, String what) {
        return new InvalidNumber((field == null ? "The number" : field) + " " + what, field);
    }
}
