package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.plugins.trust.FileHash;
import dev.claudeworker.plugins.trust.TrustErrors;
import dev.claudeworker.plugins.trust.TrustedKey;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are loaded: hashes, acceptance, signatures. */
class TrustTest {

  private static final String SAYS = "return new AttemptOutcome.Cancelled(\"%s\", Usage.NONE);";

  @TempDir
  Path home;

  private Path jar;
  private PluginBench bench;

  @BeforeEach
  void nameTheJar() {
    jar = home.resolve("plugins/sample.jar");
  }

  @AfterEach
  void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void theFirstSightIsRecorded() throws Exception {
    write("one");

    bench = PluginBench.of(home);

    assertThat(home.resolve("plugins.lock")).content().contains(FileHash.of(jar) + "  plugins/sample.jar");
    assertThat(bench.described("sample").sha256()).contains(FileHash.of(jar));
    assertThat(bench.said("sample")).isEqualTo("one");
  }

  @Test
  void aChangedFileIsRefusedWithBothHashesUntilItIsAccepted() throws Exception {
    write("one");
    PluginBench.of(home).close();
    String before = FileHash.of(jar);
    write("two");

    bench = PluginBench.of(home);

    WorkerException error = error();
    assertThat(error.errorCode()).isEqualTo(TrustErrors.CHANGED);
    assertThat(error.getMessage()).contains(before, FileHash.of(jar), jar.toString());
    assertThat(error.suggestion()).contains("claude-worker plugins accept sample");
    assertThat(bench.registry().executorFactories().names()).isEmpty();

    assertThat(bench.registry().orders().accept("sample").state()).isEqualTo(PluginState.ACTIVE);
    assertThat(bench.said("sample")).isEqualTo("two");
  }

  @Test
  void aFileThatChangesWhileItRunsIsRefusedAndTheAcceptedOneGoesOn() throws Exception {
    write("one");
    bench = PluginBench.of(home);
    write("two");

    bench.look();

    assertThat(bench.said("sample")).isEqualTo("one");
    assertThat(bench.described("sample").state()).isEqualTo(PluginState.ACTIVE);
    assertThat(error().getMessage()).contains("has changed", "version 1.2.3 goes on running");

    bench.registry().orders().accept("sample");
    assertThat(bench.said("sample")).isEqualTo("two");
    assertThat(bench.described("sample").lastError()).isEmpty();
  }

  @Test
  void inStrictModeAFileIsRefusedUntilItIsAccepted() throws Exception {
    write("one");

    bench = PluginBench.of(home, true);

    assertThat(error().errorCode()).isEqualTo(TrustErrors.NOT_ACCEPTED);
    assertThat(error().getMessage()).contains("plugins.trust: strict", FileHash.of(jar));
    bench.registry().orders().accept("sample");
    assertThat(bench.said("sample")).isEqualTo("one");
  }

  @Test
  void whoInstallsAFileAcceptsIt() throws Exception {
    bench = PluginBench.of(home, true);
    Path file = sample("one").writeTo(home.resolve("downloads/sample-1.jar"));

    assertThat(bench.registry().orders().install(file).state()).isEqualTo(PluginState.ACTIVE);
    assertThat(bench.said("sample")).isEqualTo("one");

    Path next = sample("two").writeTo(home.resolve("downloads/sample-2.jar"));
    bench.registry().orders().install(next);
    assertThat(bench.said("sample")).isEqualTo("two");
    assertThat(home.resolve("plugins/sample-1.jar")).doesNotExist();
    bench.look();
    assertThat(bench.registry().plugins()).hasSize(1);
  }

  @Test
  void whatIsRemovedIsForgotten() throws Exception {
    write("one");
    bench = PluginBench.of(home);

    bench.registry().orders().remove("sample");

    assertThat(jar).doesNotExist();
    assertThat(home.resolve("plugins.lock")).content().doesNotContain("sample.jar");
    assertThat(bench.registry().plugins()).isEmpty();
  }

  @Test
  void aFileOfTheProgramIsNeitherRemovedNorReplaced() throws Exception {
    sample("one").writeTo(home.resolve("lib/sample.jar"));
    bench = PluginBench.installed(home, home.resolve("lib"));
    Path other = sample("two").writeTo(home.resolve("other.jar"));

    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> bench.registry().orders().remove("sample"))
        .withMessageContaining("came with the program");
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> bench.registry().orders().install(other))
        .withMessageContaining("came with the program");
  }

  @Test
  void anUnknownNameIsAnErrorThatSuggestsOne() throws Exception {
    write("one");
    bench = PluginBench.of(home);

    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> bench.registry().orders().enable("sampel"))
        .withMessageContaining("sampel")
        .extracting(WorkerException::suggestion)
        .asString()
        .contains("sample");
  }

  @Test
  void aSignatureByATrustedKeyNamesTheSigner() throws Exception {
    KeyPair alice = keys();
    write("one");
    Files.write(home.resolve("plugins/sample.jar.sig"), sign(alice));

    open(alice);

    assertThat(bench.described("sample").signer()).contains("alice");
  }

  @Test
  void aSignatureInBase64IsFineToo() throws Exception {
    KeyPair alice = keys();
    write("one");
    Files.writeString(home.resolve("plugins/sample.jar.sig"), Base64.getEncoder().encodeToString(sign(alice)) + "\n");

    open(alice);

    assertThat(bench.described("sample").signer()).contains("alice");
  }

  @Test
  void aSignatureBySomebodyElseOrOfOtherBytesIsRefused() throws Exception {
    write("one");
    Files.write(home.resolve("plugins/sample.jar.sig"), sign(keys()));

    open(keys());

    assertThat(error().errorCode()).isEqualTo(TrustErrors.BAD_SIGNATURE);
    assertThat(error().getMessage()).contains("none of the trusted keys (alice)", "sample.jar.sig");
  }

  @Test
  void aKeyThatIsNoneIsNotRead() throws Exception {
    assertThat(TrustedKey.parse("alice")).isEmpty();
    assertThat(TrustedKey.parse("alice=nonsense")).isEmpty();
    assertThat(TrustedKey.parse("alice=" + Base64.getEncoder().encodeToString(keys().getPublic().getEncoded())))
        .isPresent();
  }

  @Test
  void aLockFileThatCannotBeReadRefusesWhatItShouldGuard() throws Exception {
    write("one");
    Files.writeString(home.resolve("plugins.lock"), "nonsense\n");

    bench = PluginBench.of(home);

    assertThat(error().errorCode()).isEqualTo(TrustErrors.UNREADABLE);
    assertThat(error().getMessage()).contains("plugins.lock", "line 1");
  }

  @Test
  void verifyingTellsWhatEachFileIsNow() throws Exception {
    write("one");
    bench = PluginBench.of(home);
    String accepted = FileHash.of(jar);
    assertThat(bench.registry().orders().verify()).singleElement()
        .satisfies(fine -> assertThat(fine.problem()).isEmpty())
        .satisfies(fine -> assertThat(fine.found()).contains(accepted));

    write("two");

    assertThat(bench.registry().orders().verify()).singleElement()
        .satisfies(changed -> assertThat(changed.problem().orElseThrow().errorCode()).isEqualTo(TrustErrors.CHANGED))
        .satisfies(changed -> assertThat(changed.accepted()).contains(accepted))
        .satisfies(changed -> assertThat(changed.found()).contains(FileHash.of(jar)));
  }

  private void open(KeyPair alice) {
    bench = new PluginBench(PluginRegistry.open(new PluginSettings(
        home, List.of(new PluginFolder(home.resolve("plugins"), false)), false,
        List.of(new TrustedKey("alice", alice.getPublic())), PluginSettings.Limits.DEFAULT)));
  }

  private byte[] sign(KeyPair keys) throws Exception {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(Files.readAllBytes(jar));
    return signature.sign();
  }

  private static KeyPair keys() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private WorkerException error() {
    return bench.described("sample").lastError().orElseThrow();
  }

  private void write(String says) {
    sample(says).writeTo(jar);
  }

  private static PluginJarBuilder sample(String says) {
    return aPlugin("sample", "sample", SAYS.formatted(says));
  }
}
