package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {

  private static final JsonCodec JSON = new JacksonJsonCodec();

  private static final JsonObject SCHEMA = object(
      """
          {'type':'object','required':['name'],'additionalProperties':false,'properties':{'name':{'type':'string'},
           'limit':{'type':'integer','maximum':200},'kind':{'enum':['a','b']},
           'items':{'type':'array','items':{'type':'object','required':['id'],'properties':{'id':{'type':'integer'}}}}}}""");

  private static JsonObject object(String text) {
    return (JsonObject) JSON.parse(text.replace('\'', '"'));
  }

  /** A model reads this and corrects itself, so each cause is named once and nothing else is. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      {'name':'x','limit':1000} | /limit: 1000 is greater than 200
      {'name':'x','bogus':1}    | /bogus: there is no such property in the schema
      {}                        | Instance does not have required property "name"
      """)
  void everyCauseIsNamedOnceWithoutItsConsequences(String value, String told) {
    assertThat(SchemaCheck.problems(JSON, SCHEMA, object(value))).contains(told);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      {'name':'x','items':[{'id':1},{}]} | items/1
      {'name':'x','items':[{'id':'y'}]}  | items/0/id
      {'name':'x','kind':'c'}            | kind
      """)
  void whatIsWrongInsideIsNamedByItsPlace(String value, String place) {
    assertThat(SchemaCheck.problems(JSON, SCHEMA, object(value)).orElseThrow()).contains(place)
        .doesNotContain("does not match schema", "additional properties schema");
  }
}
