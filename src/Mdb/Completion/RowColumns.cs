using Commands.Pipeline;

namespace Mdb.Completion;

/// <summary>The columns of the rows that reach a filter, told from the text of the stages before it.</summary>
internal static class RowColumns
{
    private static readonly string[] PassOn = ["where", "sort", "uniq", "first", "last", "skip", "group", "groupby", "head"];

    public static IReadOnlyList<string> Into(IEnumerable<StageText> before)
    {
        IReadOnlyList<string> columns = [];
        foreach (StageText stage in before)
        {
            if (stage.Dcmd is not { } dcmd)
            {
                columns = [];
            }
            else if (dcmd == "select")
            {
                columns = [.. stage.Words.Select(word => word.Text.Split('=', 2)[0])];
            }
            else if (!PassOn.Contains(dcmd))
            {
                string names = Registry.ColumnsOf(dcmd);
                columns = names.Length == 0 ? [] : names.Split(' ');
            }
        }

        return columns;
    }
}
