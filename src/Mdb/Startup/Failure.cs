using System.Text;

namespace Mdb.Startup;

/// <summary>A fault of the program itself is said in one line; with <c>MDB_DEBUG</c> set, where it happened as well.</summary>
internal static class Failure
{
    public static void Report(Exception fault, Stream error)
    {
        bool debug = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("MDB_DEBUG"));
        string text = debug ? fault.ToString() : $"{fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}";
        error.Write(Encoding.UTF8.GetBytes($"mdb: internal error, please report it: {text}\n"));
    }
}
