using System.Text.Json;

namespace Conformance.Agreement;

/// <summary>The check itself: what counts as said.</summary>
public class AgreementCheckTests
{
    [Theory]
    [InlineData("fffffe5af005eb50 10 ldterm", """{"addr":"0xfffffe5af005eb50","len":16,"module":"ldterm"}""")]
    [InlineData("0t20 65535 fffe", """{"a":20,"b":-1,"c":-2}""")]
    [InlineData("2018 Jun 21 21:39:23 read only", """{"time":1529617163,"text":"read only"}""")]
    [InlineData("12K 1.500000000", """{"bytes":12288,"age":1500000000}""")]
    [InlineData("cut_name_of_a_mo", """{"name":"cut_name_of_a_module"}""")]
    [InlineData("ADDR len: 4", """{"addr":"0x0","len":4}""")]
    [InlineData("00.1b.a0", """{"value":[0,27,160]}""")]
    public void A_fact_with_a_cell_is_said(string text, string json) => Assert.Empty(Missing(text, json));

    [Theory]
    [InlineData("7 8", """{"len":7}""", "8")]
    [InlineData("3 ldterm", """{"n":3}""", "ldterm")]
    [InlineData("buffer fffffe5af005eb50 is bad", """{"text":"buffer fffffe5af005eb50 is bad"}""", "fffffe5af005eb50")]
    public void A_fact_without_a_cell_is_missing(string text, string json, string fact) => Assert.Equal([fact], Missing(text, json));

    [Theory]
    [InlineData("""{"row":"fffffe5af005eb50  7  ldterm"}""")]
    [InlineData("""{"row":"a\tb"}""")]
    [InlineData("""{"row":"a\nb"}""")]
    public void A_cell_of_columns_is_preformatted(string json) => Assert.Single(Facts(json).Preformatted);

    private static string[] Missing(string text, string json) => [.. TextFacts.Missing(text, Facts(json), word => word == "ADDR")];

    private static JsonFacts Facts(string json)
    {
        var facts = new JsonFacts(isMemory: false);
        facts.Add(JsonDocument.Parse(json).RootElement);
        return facts;
    }
}
