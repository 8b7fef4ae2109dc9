from sanxin.fieldwork import urls_caseload, urls_households, urls_visits

urlpatterns = [*urls_visits.urlpatterns, *urls_caseload.urlpatterns, *urls_households.urlpatterns]
