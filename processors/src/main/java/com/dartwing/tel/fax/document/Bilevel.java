package com.dartwing.tel.fax.document;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Makes black and white of gray. What was drawn as text or lines is black or white by its own tone. In pictures and
 * shades, tiles that are mostly of middle tones become dots of a halftone screen; the rest, such as scanned text, does
 * not.
 */
final class Bilevel {

    /** Lighter is paper. Gray text is to be read; light backgrounds of tables are not to be black. */
    private static final int INK_BELOW = 160;

    private static final int TILE = 16;
    private static final int DARKEST_TONE = 40;
    private static final int LIGHTEST_TONE = 215;

    /** Percent of a tile's dots that are middle tones: small scanned text has up to some 60. */
    private static final int MOSTLY = 75;

    private static final int IN_PART = 45;

    /** A clustered-dot screen at 45 degrees: its runs compress well and survive the line better than single dots. */
    private static final int[][] SCREEN = {
        {24, 10, 12, 26, 35, 47, 49, 37},
        {8, 0, 2, 14, 45, 59, 61, 51},
        {22, 6, 4, 16, 43, 57, 63, 53},
        {30, 20, 18, 28, 33, 41, 55, 39},
        {34, 46, 48, 36, 25, 11, 13, 27},
        {44, 58, 60, 50, 9, 1, 3, 15},
        {42, 56, 62, 52, 23, 7, 5, 17},
        {32, 40, 54, 38, 31, 21, 19, 29}
    };

    private static final byte[] PAPER_AND_INK = {(byte) 255, 0};
    private static final IndexColorModel WHITE_IS_ZERO =
            new IndexColorModel(1, 2, PAPER_AND_INK, PAPER_AND_INK, PAPER_AND_INK);

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long WHITE = -1;

    private Bilevel() {}

    /**
     * A picture of one bit a dot, 0 for white as T.6 has it.
     *
     * @param gray of type {@code TYPE_BYTE_GRAY}
     * @param toned where pictures and shades were drawn
     */
    static BufferedImage of(BufferedImage gray, List<Rectangle> toned) {
        int width = gray.getWidth();
        int height = gray.getHeight();
        var tones = ((DataBufferByte) gray.getRaster().getDataBuffer()).getData();
        var image = new Page(width, height);
        var bits = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        var tiles = toned.isEmpty() ? null : tiles(tones, width, height, toned);
        int stride = (width + 7) / 8;
        int across = (width + TILE - 1) / TILE;
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int tileRow = y / TILE * across;
            var screen = SCREEN[y & 7];
            for (int x = 0; x < width; x += 8) {
                if (x + 8 <= width && (long) EIGHT.get(tones, row + x) == WHITE) {
                    continue;
                }
                boolean halftone = tiles != null && tiles[tileRow + x / TILE];
                int end = Math.min(8, width - x);
                int eight = 0;
                for (int i = 0; i < end; i++) {
                    int tone = tones[row + x + i] & 0xFF;
                    int limit = halftone ? 2 + 4 * screen[i] : INK_BELOW;
                    if (tone < limit) {
                        eight |= 0x80 >> i;
                    }
                }
                bits[y * stride + x / 8] = (byte) eight;
            }
        }
        return image;
    }

    /** A page that is read as a whole: what {@link BufferedImage} gives of it is a copy, bit by bit. */
    private static final class Page extends BufferedImage {

        private Page(int width, int height) {
            super(width, height, TYPE_BYTE_BINARY, WHITE_IS_ZERO);
        }

        @Override
        public Raster getData(Rectangle area) {
            return area.equals(new Rectangle(getWidth(), getHeight())) ? getRaster() : super.getData(area);
        }
    }

    /** Which tiles are halftones: mostly middle tones, or next to such a tile and of middle tones in part. */
    private static boolean[] tiles(byte[] tones, int width, int height, List<Rectangle> toned) {
        int across = (width + TILE - 1) / TILE;
        int down = (height + TILE - 1) / TILE;
        var share = new byte[across * down];
        for (var area : toned) {
            var r = area.intersection(new Rectangle(0, 0, width, height));
            if (r.isEmpty()) {
                continue;
            }
            for (int ty = r.y / TILE; ty <= (r.y + r.height - 1) / TILE; ty++) {
                for (int tx = r.x / TILE; tx <= (r.x + r.width - 1) / TILE; tx++) {
                    if (share[ty * across + tx] == 0) {
                        share[ty * across + tx] = (byte) (1 + middle(tones, width, height, tx * TILE, ty * TILE));
                    }
                }
            }
        }
        return grow(share, across, down);
    }

    /** How many of a hundred dots of the tile are middle tones. */
    private static int middle(byte[] tones, int width, int height, int left, int top) {
        int right = Math.min(width, left + TILE);
        int bottom = Math.min(height, top + TILE);
        int count = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int tone = tones[y * width + x] & 0xFF;
                if (tone > DARKEST_TONE && tone < LIGHTEST_TONE) {
                    count++;
                }
            }
        }
        return count * 100 / ((right - left) * (bottom - top));
    }

    private static boolean[] grow(byte[] share, int across, int down) {
        var halftone = new boolean[share.length];
        var next = new ArrayDeque<Integer>();
        for (int i = 0; i < share.length; i++) {
            if (share[i] > MOSTLY) {
                halftone[i] = true;
                next.add(i);
            }
        }
        while (!next.isEmpty()) {
            int tile = next.poll();
            int x = tile % across;
            int y = tile / across;
            for (int i = 0; i < 4; i++) {
                int nx = x + (i == 0 ? -1 : i == 1 ? 1 : 0);
                int ny = y + (i == 2 ? -1 : i == 3 ? 1 : 0);
                if (nx >= 0 && nx < across && ny >= 0 && ny < down) {
                    int neighbour = ny * across + nx;
                    if (!halftone[neighbour] && share[neighbour] > IN_PART) {
                        halftone[neighbour] = true;
                        next.add(neighbour);
                    }
                }
            }
        }
        return halftone;
    }
}
