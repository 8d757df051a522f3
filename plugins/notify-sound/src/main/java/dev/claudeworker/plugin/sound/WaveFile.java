package dev.claudeworker.plugin.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes notes as a WAV file: 16 bits, one channel. */
final class WaveFile {

  static final int SAMPLES_PER_SECOND = 22_050;

  private static final int HEADER_BYTES = 44;
  private static final int SAMPLE_BYTES = 2;
  private static final double LOUDNESS = 0.3;

  /** A note swells and fades for so long, since a sudden edge is heard as a click. */
  private static final int EDGE_SAMPLES = SAMPLES_PER_SECOND / 100;

  private WaveFile() {}

  static byte[] of(List<Note> notes) {
    int samples = notes.stream().mapToInt(WaveFile::samples).sum();
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + samples * SAMPLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header(file, samples * SAMPLE_BYTES);
    notes.forEach(note -> add(file, note));
    return file.array();
  }

  private static void header(ByteBuffer file, int dataBytes) {
    file.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(SAMPLES_PER_SECOND).putInt(SAMPLES_PER_SECOND * SAMPLE_BYTES);
    file.putShort((short) SAMPLE_BYTES).putShort((short) (8 * SAMPLE_BYTES));
    file.put(ascii("data")).putInt(dataBytes);
  }

  private static void add(ByteBuffer file, Note note) {
    int samples = samples(note);
    for (int sample = 0; sample < samples; sample++) {
      double edge = Math.min(1.0, Math.min(sample, samples - 1 - sample) / (double) EDGE_SAMPLES);
      double wave = Math.sin(2 * Math.PI * note.hertz() * sample / SAMPLES_PER_SECOND);
      file.putShort((short) Math.round(Short.MAX_VALUE * LOUDNESS * edge * wave));
    }
  }

  private static int samples(Note note) {
    return SAMPLES_PER_SECOND * note.millis() / 1_000;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
