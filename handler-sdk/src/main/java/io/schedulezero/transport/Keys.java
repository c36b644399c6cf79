package io.schedulezero.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.zeromq.ZMQ;
import zmq.io.mechanism.curve.Curve;

/**
 * A pair of keys, of a server or a worker. The public one is who it is, the secret one proves it.
 *
 * <pre>{@code
 * Keys keys = Keys.create();
 * keys.write(Path.of("keys/worker-1.key")); // and keys/worker-1.key.pub, for others
 * }</pre>
 */
public final class Keys {
  static final int LENGTH = 40;
  private static final String ALPHABET = "[0-9a-zA-Z.:+=^!/*?&<>()\\[\\]{}@%$#-]{40}";
  private static final String PUBLIC = "public ";
  private static final String SECRET = "secret ";
  private static final int FINGERPRINT_BYTES = 16;
  private static final int SEALED_BYTES = 64;
  private static final int NONCE_BYTES = 24;

  private final String publicKey;
  private final String secretKey;

  private Keys(String publicKey, String secretKey) {
    this.publicKey = publicKey;
    this.secretKey = secretKey;
  }

  /** A new pair; its public key does not begin as a comment in a list would. */
  public static Keys create() {
    ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
    while (pair.publicKey.startsWith("#")) {
      pair = ZMQ.Curve.generateKeyPair();
    }
    return new Keys(pair.publicKey, pair.secretKey);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws KeyProblem if it is no pair of keys, a link, or open to others
   */
  public static Keys read(Path file) {
    String[] lines = SecretFile.read(file).split("\n", -1);
    if (lines.length < 2
        || !lines[0].matches(PUBLIC + ALPHABET)
        || !lines[1].matches(SECRET + ALPHABET)) {
      throw new KeyProblem(
          file
              + " holds no keys: it must have a line that begins with public and then one that"
              + " begins with secret, each with 40 characters");
    }
    Keys keys = new Keys(lines[0].substring(PUBLIC.length()), lines[1].substring(SECRET.length()));
    if (!keys.belongTogether()) {
      throw new KeyProblem("the keys in " + file + " do not belong together; create new ones");
    }
    return keys;
  }

  /** What is sealed from one side to the other is the same from either end. */
  private boolean belongTogether() {
    byte[][] other = new Curve().keypair();
    return Arrays.equals(seal(publicBytes(), other[1]), seal(other[0], secretBytes()));
  }

  private static byte[] seal(byte[] to, byte[] from) {
    byte[] sealed = new byte[SEALED_BYTES];
    new Curve().box(sealed, new byte[SEALED_BYTES], SEALED_BYTES, new byte[NONCE_BYTES], to, from);
    return sealed;
  }

  /**
   * Reads a public key, as {@link #write} wrote it next to the secret one.
   *
   * @throws KeyProblem if there is none
   */
  public static String readPublic(Path file) {
    try {
      String key = Files.readString(file, US_ASCII).strip();
      if (!key.matches(ALPHABET)) {
        throw new KeyProblem(file + " holds no public key: it must have 40 characters");
      }
      return key;
    } catch (IOException e) {
      throw new KeyProblem("cannot read the public key in " + file + ": " + e, e);
    }
  }

  /**
   * A public key as people name it: itself, or the file in which {@link #write} put it.
   *
   * @throws KeyProblem if it is neither
   */
  public static String publicKey(String keyOrFile) {
    if (isKey(keyOrFile) && !isFile(keyOrFile)) {
      return keyOrFile;
    }
    return readPublic(Path.of(keyOrFile));
  }

  private static boolean isFile(String text) {
    try {
      return Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Writes the pair to a file that only its owner may read, and the public key to one beside it
   * that ends in {@code .pub}. What is there already is not written over.
   */
  public void write(Path file) {
    SecretFile.write(file, PUBLIC + publicKey + "\n" + SECRET + secretKey + "\n");
    try {
      SecretFile.writePublic(Path.of(file + ".pub"), publicKey + "\n");
    } catch (KeyProblem e) {
      SecretFile.delete(file);
      throw e;
    }
  }

  /** 40 characters, which may be shown to anybody. */
  public String publicKey() {
    return publicKey;
  }

  byte[] publicBytes() {
    return ZMQ.Curve.z85Decode(publicKey);
  }

  byte[] secretBytes() {
    return ZMQ.Curve.z85Decode(secretKey);
  }

  static boolean isKey(String text) {
    return text.matches(ALPHABET);
  }

  static void checkPublic(String key, String text) {
    if (!isKey(text)) {
      throw new IllegalArgumentException(
          key + " has " + text.length() + " characters; it must be a public key, which has 40");
    }
  }

  /** A name for who has this public key: 32 hexadecimal digits. */
  public static String fingerprint(String publicKey) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(ZMQ.Curve.z85Decode(publicKey));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return publicKey;
  }
}
