using Commands.Pipeline;

namespace Mdb.Completion;

/// <summary>The columns of the rows that reach a filter, told from the text of the stages before it.</summary>
internal static class RowColumns
{
    public static IReadOnlyList<string> Into(IEnumerable<StageText> before)
    {
        IReadOnlyList<string> columns = [];
        foreach (StageText stage in before)
        {
            columns = stage.Dcmd switch
            {
                null => [],
                "where" or "sort" or "uniq" or "first" or "last" or "skip" or "group" or "groupby" => columns,
                "select" => Keys(stage.Words),
                "count" or "sum" or "min" or "max" => [.. Keys(stage.Words.SkipWhile(word => word.Text != "by").Skip(1)), stage.Dcmd],
                _ => Registry.ColumnsOf(stage.Dcmd).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            };
        }

        return columns;
    }

    /// <summary>Names of keys: <c>NAME=EXPR</c>, or what an expression without a name is; a comma parts two as a blank does.</summary>
    private static string[] Keys(IEnumerable<Word> words) =>
        [.. words.SelectMany(word => word.Text.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(key => key.Split('=', 2)[0])];
}
