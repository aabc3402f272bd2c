using System.Text.Json;

namespace Commands.Tests.Pipeline;

public class JsonTests
{
    [Fact]
    public void Every_line_is_an_object_and_the_last_says_that_all_was_there()
    {
        JsonElement[] lines = Run("1=X;::echo layout;::vars -n");
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, line.ValueKind));
        Assert.Equal("1", lines[0].GetProperty("value").ToString());
        Assert.Contains(lines, line => line.TryGetProperty("name", out JsonElement name) && name.GetString() == ".");
        Assert.Equal("complete", lines[^1].GetProperty("end").GetString());
    }

    [Fact]
    public void A_problem_is_an_object_and_the_end_says_partial()
    {
        JsonElement[] lines = Run("0\\X");
        Assert.Contains(lines, line => line.TryGetProperty("problem", out JsonElement code) && code.GetString() == "MDB201");
        Assert.Equal("partial", lines[^1].GetProperty("end").GetString());
        Assert.Contains("MDB201", lines[^1].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("1 2", "the input has an error")]
    [InlineData("::walk", "a command failed")]
    public void An_error_makes_the_end_partial(string text, string reason) =>
        Assert.Equal(reason, Run(text)[^1].GetProperty("reason").GetString());

    [Fact]
    public void Only_the_last_stage_is_shown() =>
        Assert.Equal(["0xa", "0xb"], Run("::echo \"9;a\" | ::map .+1")[..^1].Select(line => line.GetProperty("addr").GetString()));

    private static JsonElement[] Run(string text) =>
        [.. TestSession.Text(text, o => o.Json = true).Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
}
