// Never allocates.
int main() {}
