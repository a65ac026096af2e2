package com.dartwing.tel.system;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As much of Protocol Buffers' wire format as a test reads: fields with bytes in them, by their numbers. */
final class Protobuf {

    private final Map<Integer, List<byte[]>> fields = new HashMap<>();

    Protobuf(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> {
                    byte[] value = new byte[(int) varint(in)];
                    in.get(value);
                    fields.computeIfAbsent(field, any -> new ArrayList<>()).add(value);
                }
                case 5 -> in.getInt();
                default -> throw new IllegalArgumentException("Wire type " + (tag & 7));
            }
        }
    }

    List<Protobuf> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream().map(Protobuf::new).toList();
    }

    byte[] bytes(int field) {
        return fields.getOrDefault(field, List.of(new byte[0])).get(0);
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
