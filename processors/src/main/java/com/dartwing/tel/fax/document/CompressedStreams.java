package com.dartwing.tel.fax.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds decompression bombs before a parser sees the file, for a parser decompresses object and cross-reference streams
 * by itself. Whatever follows the word {@code stream} is taken for Flate data, whatever its dictionary says; what is
 * none ends within some bytes.
 */
final class CompressedStreams {

    private static final byte[] WORD = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final int ZLIB_HEADER = 2;

    private final byte[] sink = new byte[64 << 10];

    /** Throws {@code TEL-303} when a stream, or all together, decompress to more than the limits allow. */
    void measure(Path pdf, DecodedBytes decoded) throws IOException {
        try (var channel = FileChannel.open(pdf, StandardOpenOption.READ)) {
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            for (int at = next(file, 0); at >= 0; at = next(file, at)) {
                inflate(file.slice(at, file.limit() - at), decoded);
            }
        }
    }

    /** Where the data of the next stream starts, or -1. */
    private static int next(MappedByteBuffer file, int from) {
        for (int at = from; at + WORD.length < file.limit(); at++) {
            if (file.get(at) == 's' && isWord(file, at)) {
                return afterEndOfLine(file, at + WORD.length);
            }
        }
        return -1;
    }

    private static boolean isWord(MappedByteBuffer file, int at) {
        for (int i = 1; i < WORD.length; i++) {
            if (file.get(at + i) != WORD[i]) {
                return false;
            }
        }
        return at < 3 || file.get(at - 1) != 'd' || file.get(at - 2) != 'n' || file.get(at - 3) != 'e';
    }

    private static int afterEndOfLine(MappedByteBuffer file, int from) {
        int at = from;
        while (at < file.limit() && file.get(at) == ' ') {
            at++;
        }
        if (at < file.limit() && file.get(at) == '\r') {
            at++;
        }
        if (at < file.limit() && file.get(at) == '\n') {
            at++;
        }
        return at;
    }

    private void inflate(ByteBuffer data, DecodedBytes decoded) {
        if (data.remaining() <= ZLIB_HEADER) {
            return;
        }
        decoded.nextStream();
        // As PDFBox does it: the header is skipped, not read.
        var inflater = new Inflater(true);
        try {
            inflater.setInput(data.position(ZLIB_HEADER));
            for (int count = inflater.inflate(sink); count > 0; count = inflater.inflate(sink)) {
                decoded.add(count);
            }
        } catch (DataFormatException notFlate) {
            // An uncompressed or otherwise compressed stream; CheckStreams knows those.
        } finally {
            inflater.end();
        }
    }
}
