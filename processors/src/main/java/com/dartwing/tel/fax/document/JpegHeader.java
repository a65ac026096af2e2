package com.dartwing.tel.fax.document;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the start of a JPEG says.
 *
 * @param width in pixels
 * @param height in pixels
 * @param orientation 1 to 8, how the camera was held (Exif 2.3, tag 0x0112); 1 when nothing is said
 */
record JpegHeader(int width, int height, int orientation) {

    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int ORIENTATION = 0x0112;

    /** Reads up to the frame header; throws when there is none. */
    static JpegHeader read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        if (in.readUnsignedShort() != 0xFFD8) {
            throw new IOException("Not a JPEG");
        }
        int orientation = 1;
        for (int marker = marker(in); marker != START_OF_SCAN; marker = marker(in)) {
            if (isAlone(marker)) {
                continue;
            }
            int length = in.readUnsignedShort() - 2;
            if (isFrame(marker)) {
                in.readUnsignedByte();
                int height = in.readUnsignedShort();
                return new JpegHeader(in.readUnsignedShort(), height, orientation);
            }
            var segment = in.readNBytes(Math.max(0, length));
            if (marker == APP1) {
                orientation = orientation(segment, orientation);
            }
        }
        throw new IOException("A JPEG without a frame");
    }

    private static int marker(DataInputStream in) throws IOException {
        int value = in.readUnsignedByte();
        while (value != 0xFF) {
            value = in.readUnsignedByte();
        }
        while (value == 0xFF) {
            value = in.readUnsignedByte();
        }
        return value;
    }

    private static boolean isAlone(int marker) {
        return marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= 0xD9);
    }

    /** SOF0 to SOF15, which are not DHT, JPG and DAC (ITU-T T.81, table B.1). */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int orientation(byte[] segment, int otherwise) {
        if (segment.length < 14 || segment[0] != 'E' || segment[1] != 'x' || segment[2] != 'i' || segment[3] != 'f') {
            return otherwise;
        }
        var tiff = ByteBuffer.wrap(segment, 6, segment.length - 6).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return otherwise;
        }
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries && directory + 2 + 12 * (i + 1) <= tiff.limit(); i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : otherwise;
            }
        }
        return otherwise;
    }
}
