package dev.claudeworker.plugin.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaveFileTest {

  @ParameterizedTest
  @EnumSource(Sound.class)
  void theBuiltInSoundsAreShortWaveFiles(Sound sound) throws Exception {
    byte[] file = WaveFile.of(sound.notes());

    try (var audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      AudioFormat format = audio.getFormat();
      assertThat(format.getChannels()).isEqualTo(1);
      assertThat(format.getSampleSizeInBits()).isEqualTo(16);
      assertThat(format.getSampleRate()).isEqualTo(WaveFile.SAMPLES_PER_SECOND);
      assertThat(audio.getFrameLength() / format.getFrameRate()).isBetween(0.1f, 0.6f);
      byte[] samples = audio.readAllBytes();
      assertThat(samples).hasSize(Math.toIntExact(audio.getFrameLength() * 2));
      assertThat(samples).as("it is not silent").contains((byte) 0x20);
      assertThat(samples).as("it begins and ends without a click").startsWith(0, 0).endsWith(0, 0);
    }
  }
}
