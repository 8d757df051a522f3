package dev.claudeworker.plugin.h2.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Transactions as bytes. The text of a statement is written with its first use, later ones say its number; so what was written must be
 * read in the same order, from the first on.
 */
final class Encoding {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  byte[] encode(List<Transaction> transactions) {
    var bytes = new ByteArrayOutputStream(1 << 12);
    try {
      var out = new DataOutputStream(bytes);
      out.writeInt(transactions.size());
      for (Transaction transaction : transactions) {
        out.writeLong(transaction.number());
        out.writeInt(transaction.changes().size());
        for (Change change : transaction.changes()) {
          write(out, change);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream out, Change change) throws IOException {
    Optional<Integer> known = Optional.ofNullable(numbers.get(change.sql()));
    out.writeInt(known.orElse(numbers.size()));
    if (known.isEmpty()) {
      numbers.put(change.sql(), numbers.size());
      out.writeUTF(change.sql());
    }
    out.writeInt(change.rows().size());
    for (int index = 0; index < change.rows().size(); index++) {
      List<Object> row = change.rows().get(index);
      out.writeInt(row.size());
      for (Object value : row) {
        Values.write(out, value);
      }
      out.writeInt(change.counts().get(index));
    }
  }

  List<Transaction> decode(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    List<Transaction> transactions = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      long number = in.readLong();
      List<Change> changes = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        changes.add(read(in));
      }
      transactions.add(new Transaction(number, changes));
    }
    return transactions;
  }

  private Change read(DataInputStream in) throws IOException {
    int statement = in.readInt();
    if (statement == texts.size()) {
      texts.add(in.readUTF());
    }
    List<List<Object>> rows = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Object[] row = new Object[in.readInt()];
      for (int index = 0; index < row.length; index++) {
        row[index] = Values.read(in);
      }
      rows.add(List.of(row));
      counts.add(in.readInt());
    }
    return new Change(texts.get(statement), rows, counts);
  }
}
