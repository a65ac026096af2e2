package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPictureTest {

    private static byte[] picture(String type, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), type, bytes);
        return bytes.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void refused(String reason, String base64) {
        assertThatThrownBy(() -> SmallPicture.of(base64))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void aPictureIsTakenWithItsSize(String type) throws IOException {
        var bytes = picture(type, 300, 100);

        var taken = SmallPicture.of(Base64.getMimeEncoder().encodeToString(bytes));

        assertThat(taken).isEqualTo(new SmallPicture(type, base64(bytes), 300, 100));
        assertThat(taken.url()).isEqualTo("data:image/" + type + ";base64," + base64(bytes));
    }

    @Test
    void whatIsNoneIsRefused() throws IOException {
        refused("base64", "no base64!");
        refused("PNG or a JPEG", base64(picture("gif", 10, 10)));
        refused("PNG or a JPEG", "");
        refused("PNG or a JPEG", base64("<svg/>".getBytes()));
        refused("damaged", base64(Arrays.copyOf(picture("png", 300, 100), 60)));
        refused("damaged", base64(Arrays.copyOf(picture("jpeg", 300, 100), 60)));
    }

    @Test
    void whatIsLargeIsRefused() throws IOException {
        var noise = new byte[33_000];
        new Random(1).nextBytes(noise);

        refused("32,768 bytes", base64(noise));
        refused("1,000,000 pixels", base64(picture("png", 1001, 1000)));
    }
}
