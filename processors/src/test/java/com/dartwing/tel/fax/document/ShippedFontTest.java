package com.dartwing.tel.fax.document;

import static com.dartwing.tel.fax.document.ShippedFont.ALL_ELSE;
import static com.dartwing.tel.fax.document.ShippedFont.ARABIC;
import static com.dartwing.tel.fax.document.ShippedFont.HEBREW;
import static com.dartwing.tel.fax.document.ShippedFont.LATIN_GREEK_CYRILLIC;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShippedFontTest {

    @Test
    void aPageTakesTheFontsOfItsCharactersOnly() {
        assertThat(ShippedFont.neededBy("<b>Grüße</b> an den Kunden – 5 €\t\n\u200E"))
                .containsExactly(LATIN_GREEK_CYRILLIC);
        assertThat(ShippedFont.neededBy("Καλημέρα, доброе утро")).containsExactly(LATIN_GREEK_CYRILLIC);
        assertThat(ShippedFont.neededBy("صباح الخير")).containsExactly(LATIN_GREEK_CYRILLIC, ARABIC);
        assertThat(ShippedFont.neededBy("בוקר טוב")).containsExactly(LATIN_GREEK_CYRILLIC, HEBREW);
        assertThat(ShippedFont.neededBy("早上好")).containsExactly(LATIN_GREEK_CYRILLIC, ALL_ELSE);
        assertThat(ShippedFont.neededBy("おはよう، שלום")).containsExactlyInAnyOrder(ShippedFont.values());
    }

    @Test
    void charactersBeyondTheFirstPlaneAndUnknownOnesAreLookedForInTheLast() {
        assertThat(ShippedFont.neededBy("\uD840\uDC00")).contains(ALL_ELSE);
        assertThat(ShippedFont.neededBy("\uD800")).contains(ALL_ELSE);
    }

    @Test
    void aCharacterMayBeWrittenAsItsNumber() {
        assertThat(ShippedFont.neededBy("the patient&#8217;s")).containsExactly(LATIN_GREEK_CYRILLIC);
        assertThat(ShippedFont.neededBy("&#x65E9;")).contains(ALL_ELSE);
        assertThat(ShippedFont.neededBy("&#26089;")).contains(ALL_ELSE);
        assertThat(ShippedFont.neededBy("&#xFFFFFF; &#99999999;")).containsExactly(LATIN_GREEK_CYRILLIC);
    }
}
